package dev.jetharness.inmemory.jetstream.sourcing;

import dev.jetharness.inmemory.jetstream.config.SubjectTransformConfig;
import dev.jetharness.inmemory.subject.SubjectTransform;
import java.util.List;
import java.util.Objects;

/** What the subjects of copied messages become: the first transform that applies counts. */
final class Transforms {
  private final List<SubjectTransform> transforms;

  private Transforms(List<SubjectTransform> transforms) {
    this.transforms = transforms;
  }

  static Transforms of(List<SubjectTransformConfig> configs) {
    return new Transforms(
        configs.stream().map(SubjectTransformConfig::transform).filter(Objects::nonNull).toList());
  }

  String apply(String subject) {
    for (int i = 0; i < transforms.size(); i++) {
      String transformed = transforms.get(i).apply(subject);
      if (transformed != null) {
        return transformed;
      }
    }
    return subject;
  }
}
