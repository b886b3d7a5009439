package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.json.JsonException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counters: on a stream that allows them every message adds its {@code Nats-Incr} to the counter
 * that its subject is, and is stored with the new total as its payload.
 */
final class Counters {
  private final StreamCore core;

  Counters(StreamCore core) {
    this.core = core;
  }

  /** What a client may publish: an increment alone, and only where counters are allowed. */
  @Nullable ApiError refusal(Publication publication) {
    ApiError invalid = syntax(publication);
    if (invalid != null || !publication.has(HeaderNames.INCREMENT)) {
      return invalid;
    }
    if (!core.config().allowCounter()) {
      return PublishErrors.counterDisabled();
    }
    if (publication.payload().length > 0) {
      return PublishErrors.counterHasPayload();
    }
    return isConditional(publication) ? PublishErrors.counterIncrementInvalid() : null;
  }

  /** All that is asked of a message that no client published. */
  @Nullable ApiError syntax(Publication publication) {
    String increment = publication.header(HeaderNames.INCREMENT);
    return increment.isEmpty() || Counter.isInteger(increment)
        ? null
        : PublishErrors.counterIncrementInvalid();
  }

  /** Counts, and so makes of the message what is stored. */
  @Nullable ApiError count(Publication publication) {
    if (!core.config().allowCounter()) {
      return null;
    }
    if (!publication.has(HeaderNames.INCREMENT)) {
      return PublishErrors.counterIncrementMissing();
    }
    StoredMessage last = core.last(publication.subject());
    try {
      rewrite(publication, last == null ? Counter.ZERO : Counter.after(last));
    } catch (JsonException broken) {
      return PublishErrors.counterBroken();
    }
    return publication.size() > core.context().account().maxPayload()
        ? PublishErrors.messageTooLarge()
        : null;
  }

  /** Makes of a message what is stored of it where the counter stood like this before. */
  static void rewrite(Publication publication, Counter before) throws JsonException {
    String source = publication.header(HeaderNames.STREAM_SOURCE);
    HeaderBlock headers = publication.headers();
    Counter after;
    if (source.isEmpty()) {
      after = before.plus(new BigInteger(publication.header(HeaderNames.INCREMENT)));
    } else {
      after = follow(before, source.split(" ", -1), publication);
      BigInteger added = after.total().subtract(before.total());
      headers = headers.withValue(HeaderNames.INCREMENT, added.toString());
    }
    if (!after.sources().isEmpty()) {
      headers = headers.withValue(HeaderNames.COUNTER_SOURCES, after.sources().toJson());
    }
    publication.count(after, headers);
  }

  /** A copied message tells where the counter stands in its stream, and on its subject there. */
  private static Counter follow(Counter before, String[] source, Publication publication)
      throws JsonException {
    String subject = source.length > 4 ? source[4] : publication.subject();
    return before.following(Counter.read(publication.payload()), source[0], subject);
  }

  /** An increment holds whatever the state of the stream, so it goes with no expectation. */
  private static boolean isConditional(Publication publication) {
    return publication.has(HeaderNames.ROLLUP)
        || publication.has(HeaderNames.EXPECTED_STREAM)
        || publication.has(HeaderNames.EXPECTED_LAST_MESSAGE_ID)
        || publication.has(HeaderNames.EXPECTED_LAST_SUBJECT_SEQUENCE_SUBJECT)
        || publication.has(HeaderNames.EXPECTED_LAST_SEQUENCE)
        || publication.has(HeaderNames.EXPECTED_LAST_SUBJECT_SEQUENCE);
  }
}
