package io.casgate.it.hadoop;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * Uses a bucket as Hadoop does. Arguments: the endpoint, a bucket, a local directory for what S3A puts on disk. The keys
 * come from AWS's environment variables. Ends with an exception at the first thing that is not as it should be.
 */
public final class S3aWalk {
    private S3aWalk() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Configuration configuration = configuration(arguments[0], arguments[2]);
        try (FileSystem files = FileSystem.newInstance(URI.create("s3a://" + arguments[1]), configuration)) {
            new FileWalk(files).run();
            for (String committer : new String[] {"magic", "directory", "partitioned"}) {
                new CommitterWalk(files, configuration, committer).run();
            }
        }
        System.out.println("S3A walked");
    }

    private static Configuration configuration(String endpoint, String directory) {
        Configuration configuration = new Configuration();
        configuration.set("fs.s3a.endpoint", endpoint);
        configuration.set("fs.s3a.endpoint.region", "us-east-1");
        configuration.set("fs.s3a.path.style.access", "true");
        configuration.set("fs.s3a.connection.ssl.enabled", "false");
        configuration.set(
                "fs.s3a.aws.credentials.provider",
                "software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider");
        configuration.set("fs.s3a.multipart.size", "5M");
        configuration.set("fs.s3a.multipart.threshold", "5M");
        configuration.set("fs.s3a.attempts.maximum", "0");
        configuration.set("fs.s3a.retry.limit", "0");
        configuration.set("fs.s3a.buffer.dir", directory + "/buffer");
        configuration.set("hadoop.tmp.dir", directory + "/hadoop");
        configuration.set("fs.s3a.committer.staging.tmp.path", directory + "/staging");
        configuration.set("fs.s3a.committer.staging.unique-filenames", "false");
        configuration.set(
                "mapreduce.outputcommitter.factory.scheme.s3a", "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory");
        return configuration;
    }

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("It should be so: " + what);
        }
    }
}
