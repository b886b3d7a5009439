package dev.jetharness.inmemory.jetstream.config;

import dev.jetharness.inmemory.subject.SubjectTransform;
import dev.jetharness.inmemory.subject.SubjectTransformException;
import org.jspecify.annotations.Nullable;

/** How subjects are mapped: those that match the source become the destination. */
public record SubjectTransformConfig(String source, String destination) {

  /** The transform; null if there is no destination, as then subjects stay as they are. */
  public @Nullable SubjectTransform transform() {
    if (destination.isEmpty()) {
      return null;
    }
    try {
      return SubjectTransform.of(source, destination);
    } catch (SubjectTransformException unchecked) {
      throw new IllegalStateException("only valid transforms take effect", unchecked);
    }
  }
}
