package io.casgate.it.hadoop;

import static io.casgate.it.hadoop.S3aWalk.require;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/**
 * A job of two tasks under one of S3A's committers: nothing is visible before the job commits, and what an aborted
 * attempt wrote never is. The committers upload parts and leave it to the commit of the job to complete the uploads.
 */
final class CommitterWalk {
    /** Of some MiB, so that the output of a task has several parts. */
    private static final int LINES = 300_000;

    private static final String VALUE = "value";

    private final FileSystem files;
    private final Configuration configuration;
    private final Path output;
    private final JobID job = new JobID("it", 1);

    CommitterWalk(FileSystem files, Configuration configuration, String committer) throws IOException {
        this.files = files;
        this.output = files.makeQualified(new Path("/committed/" + committer));
        Job job = Job.getInstance(configuration);
        FileOutputFormat.setOutputPath(job, output);
        this.configuration = job.getConfiguration();
        this.configuration.set("fs.s3a.committer.name", committer);
        this.configuration.set("fs.s3a.committer.uuid", UUID.randomUUID().toString());
    }

    void run() throws IOException, InterruptedException {
        JobContext context = new JobContextImpl(configuration, job);
        OutputCommitter committer = committer(attempt(0, 0));
        require(committer.getClass().getName().contains(".s3a.commit."), committer + " is one of S3A's");
        committer.setupJob(context);
        write(attempt(0, 0));
        abort(attempt(1, 0));
        write(attempt(1, 1));
        require(!files.exists(new Path(output, "part-r-00000")), "nothing is visible before the job commits");
        committer.commitJob(context);

        long lines = 0;
        for (int task = 0; task < 2; task++) {
            FileStatus part = files.getFileStatus(new Path(output, "part-r-0000" + task));
            lines += part.getLen();
        }
        require(lines == 2L * LINES * line(0).length(), "each task's output is there once");
        requireFirstLine(new Path(output, "part-r-00001"));
        require(files.getFileStatus(new Path(output, "_SUCCESS")).getLen() > 0, "the job says what it committed");
        require(!files.exists(new Path(output, "__magic")), "nothing is left behind");
    }

    private void write(TaskAttemptContext attempt) throws IOException, InterruptedException {
        OutputCommitter committer = committer(attempt);
        committer.setupTask(attempt);
        output(attempt);
        require(committer.needsTaskCommit(attempt), "there is something to commit");
        committer.commitTask(attempt);
    }

    private void abort(TaskAttemptContext attempt) throws IOException, InterruptedException {
        OutputCommitter committer = committer(attempt);
        committer.setupTask(attempt);
        output(attempt);
        committer.abortTask(attempt);
    }

    private static void output(TaskAttemptContext attempt) throws IOException, InterruptedException {
        RecordWriter<Text, Text> writer = new TextOutputFormat<Text, Text>().getRecordWriter(attempt);
        for (int i = 0; i < LINES; i++) {
            writer.write(new Text(key(i)), new Text(VALUE));
        }
        writer.close(attempt);
    }

    private static String key(int number) {
        return "key-%08d".formatted(number);
    }

    private static String line(int number) {
        return key(number) + "\t" + VALUE + "\n";
    }

    private void requireFirstLine(Path part) throws IOException {
        byte[] expected = line(0).getBytes(StandardCharsets.UTF_8);
        byte[] first = new byte[expected.length];
        try (FSDataInputStream in = files.open(part)) {
            in.readFully(first);
        }
        require(Arrays.equals(first, expected), part + " has its first line");
    }

    private OutputCommitter committer(TaskAttemptContext attempt) throws IOException {
        return new TextOutputFormat<Text, Text>().getOutputCommitter(attempt);
    }

    private TaskAttemptContext attempt(int task, int attempt) {
        TaskAttemptID id = new TaskAttemptID(job.getJtIdentifier(), job.getId(), TaskType.REDUCE, task, attempt);
        Configuration own = new Configuration(configuration);
        own.set("mapreduce.task.attempt.id", id.toString());
        return new TaskAttemptContextImpl(own, id);
    }
}
