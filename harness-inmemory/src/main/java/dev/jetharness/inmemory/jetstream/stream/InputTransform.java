package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.config.SubjectTransformConfig;
import dev.jetharness.inmemory.subject.SubjectTransform;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stream's own subject transform, which comes before everything else (ADR-30). */
final class InputTransform {
  private final StreamCore core;
  private @Nullable SubjectTransformConfig config;
  private @Nullable SubjectTransform transform;

  InputTransform(StreamCore core) {
    this.core = core;
  }

  /** The subject under which a message is stored; its own where the transform does not apply. */
  String apply(String subject) {
    SubjectTransformConfig current = core.config().subjectTransform();
    if (!Objects.equals(current, config)) {
      config = current;
      transform = current == null ? null : current.transform();
    }
    String transformed = transform == null ? null : transform.apply(subject);
    return transformed == null ? subject : transformed;
  }
}
