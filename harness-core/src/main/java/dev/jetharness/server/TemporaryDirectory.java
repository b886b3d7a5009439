package dev.jetharness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A directory of our own, readable by its owner only, for configuration and store. */
public final class TemporaryDirectory {
  private static final Logger LOGGER = System.getLogger(TemporaryDirectory.class.getName());

  private final Path path;

  private TemporaryDirectory(Path path) {
    this.path = path;
  }

  /** Creates an empty one. */
  public static TemporaryDirectory create() {
    try {
      return new TemporaryDirectory(Files.createTempDirectory("jetharness-"));
    } catch (IOException failure) {
      throw new UncheckedIOException("can't create a temporary directory", failure);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Deletes it with all that is in it; what resists is logged. */
  public void delete() {
    try {
      Files.walkFileTree(path, new Deleter());
    } catch (IOException failure) {
      LOGGER.log(Level.WARNING, "could not delete " + path, failure);
    }
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
