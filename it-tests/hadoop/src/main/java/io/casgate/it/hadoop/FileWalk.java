package io.casgate.it.hadoop;

import static io.casgate.it.hadoop.S3aWalk.require;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;
import org.apache.hadoop.fs.RemoteIterator;

/** Directories and files: made, listed, read, renamed, removed. */
final class FileWalk {
    private static final int LENGTH = (12 << 20) + 345;

    private final FileSystem files;
    private final byte[] content = new byte[LENGTH];

    FileWalk(FileSystem files) {
        this.files = files;
        new SplittableRandom(1).nextBytes(content);
    }

    void run() throws IOException {
        directories();
        writeAndRead();
        overwrite();
        createOnce();
        rename();
        remove();
    }

    private void directories() throws IOException {
        require(files.mkdirs(new Path("/data/empty/inner")), "directories are made");
        require(files.getFileStatus(new Path("/data/empty")).isDirectory(), "a parent is a directory");
        require(files.listStatus(new Path("/data/empty/inner")).length == 0, "a new directory is empty");
        requireMissing(new Path("/data/other"));
    }

    private void writeAndRead() throws IOException {
        Path path = new Path("/data/logs/day=2026-11-20/large file+1");
        try (FSDataOutputStream out = files.create(path, false)) {
            out.write(content);
        }
        FileStatus status = files.getFileStatus(path);
        require(status.isFile() && status.getLen() == LENGTH, "a file of parts has its length");
        try (FSDataInputStream in = files.open(path)) {
            byte[] all = new byte[LENGTH];
            in.readFully(all);
            require(Arrays.equals(all, content), "a file has its content");
            byte[] some = new byte[1000];
            in.readFully(7_000_000, some);
            require(
                    Arrays.equals(some, Arrays.copyOfRange(content, 7_000_000, 7_001_000)),
                    "a file is read from the middle");
            in.seek(LENGTH - 1L);
            require(in.read() == (content[LENGTH - 1] & 0xFF) && in.read() == -1, "a file has an end");
        }
    }

    private void overwrite() throws IOException {
        Path path = new Path("/data/small");
        write(path, "first");
        try {
            files.create(path, false).close();
            throw new IllegalStateException("A file that is there was created");
        } catch (FileAlreadyExistsException expected) {
            require(files.getFileStatus(path).getLen() == 5, "what is there stays");
        }
        write(path, "replaced");
        require(files.getFileStatus(path).getLen() == 8, "a file is replaced");
    }

    /** S3A writes with If-None-Match when it is asked to decide at the end. */
    private void createOnce() throws IOException {
        Path path = new Path("/data/once");
        FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path);
        builder.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
        FSDataOutputStream late = builder.build();
        late.writeBytes("late");
        write(path, "first in time");
        try {
            late.close();
            throw new IllegalStateException("What came first was overwritten");
        } catch (PathIOException expected) {
            require(files.getFileStatus(path).getLen() == 13, "what came first stays");
        }
        require(files.delete(path, false), "a file is removed");
    }

    private void rename() throws IOException {
        require(files.rename(new Path("/data"), new Path("/moved")), "a directory is renamed");
        requireMissing(new Path("/data"));
        int found = 0;
        for (RemoteIterator<LocatedFileStatus> all = files.listFiles(new Path("/moved"), true); all.hasNext(); ) {
            require(all.next().isFile(), "files are listed");
            found++;
        }
        require(found == 2, "both files were moved");
        require(files.getFileStatus(new Path("/moved/empty/inner")).isDirectory(), "an empty directory was moved");
        try (FSDataInputStream in = files.open(new Path("/moved/logs/day=2026-11-20/large file+1"))) {
            byte[] all = new byte[LENGTH];
            in.readFully(all);
            require(Arrays.equals(all, content), "what was moved has its content");
        }
    }

    private void remove() throws IOException {
        require(files.delete(new Path("/moved/small"), false), "a file is removed");
        require(files.delete(new Path("/moved"), true), "a directory is removed");
        requireMissing(new Path("/moved/logs"));
        require(files.listStatus(new Path("/")).length == 0, "nothing is left");
    }

    private void write(Path path, String text) throws IOException {
        try (FSDataOutputStream out = files.create(path, true)) {
            out.writeBytes(text);
        }
    }

    private void requireMissing(Path path) throws IOException {
        try {
            throw new IllegalStateException("It should be missing: " + files.getFileStatus(path));
        } catch (FileNotFoundException expected) {
            require(!files.exists(path), path + " is missing");
        }
    }
}
