package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reason to refuse a published message. */
@FunctionalInterface
interface PublishCheck {

  /** Why the message is refused, or null if this check lets it pass. */
  @Nullable ApiError refusal(Publication publication);

  /** Checks in order; the first refusal counts. */
  static PublishCheck all(PublishCheck... checks) {
    List<PublishCheck> inOrder = List.of(checks);
    return publication -> {
      for (PublishCheck check : inOrder) {
        ApiError refusal = check.refusal(publication);
        if (refusal != null) {
          return refusal;
        }
      }
      return null;
    };
  }
}
