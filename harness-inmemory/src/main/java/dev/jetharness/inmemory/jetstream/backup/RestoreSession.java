package dev.jetharness.inmemory.jetstream.backup;

import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.account.Advisories;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.archive.ArchiveException;
import dev.jetharness.inmemory.jetstream.archive.ArchiveReader;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the chunks of a snapshot, each of which is acknowledged; an empty one ends them and is
 * answered with the stream. What is wrong with the snapshot is told only then.
 */
final class RestoreSession implements Backup {
  private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();
  private static final String TYPE = "io.nats.jetstream.api.v1.stream_create_response";

  private final EngineContext context;
  private final Advisories advisories;
  private final AssetRestorer restorer;
  private final Requester requester;
  private final RestoredStream restored;
  private final ArchiveReader archive;
  private final String stream;
  private final String deliverSubject;
  private final Instant start;
  private final Consumer<Backup> onEnd;
  private @Nullable InternalSubscription subscription;
  private @Nullable Timer timer;
  private @Nullable ApiError failure;
  private boolean complete;
  private long bytes;

  RestoreSession(
      EngineContext context,
      Advisories advisories,
      AssetRestorer restorer,
      StreamConfig config,
      Requester requester,
      String id,
      Consumer<Backup> onEnd) {
    this.context = context;
    this.advisories = advisories;
    this.restorer = restorer;
    this.requester = requester;
    this.restored = new RestoredStream(restorer, config);
    this.archive = new ArchiveReader(restored);
    this.stream = config.name();
    this.deliverSubject = "$JS.SNAPSHOT.RESTORE." + stream + '.' + id;
    this.start = context.clock().instant();
    this.onEnd = onEnd;
  }

  /** Listens for chunks; returns on which subject. */
  String start() {
    advisories.backup(
        "RESTORE_CREATE",
        stream,
        json -> {
          requester.describe(json);
          advisories.describeDomain(json);
        });
    subscription = context.account().subscribe(deliverSubject, (message, sender) -> take(message));
    waitForChunk();
    return deliverSubject;
  }

  /** What was restored by now works. */
  @Override
  public void abandon() {
    if (subscription != null) {
      subscription.close();
    }
    stopWaiting();
    if (!complete) {
      complete = true;
      restored.activate();
    }
    onEnd.accept(this);
  }

  private boolean take(Message chunk) {
    String reply = chunk.reply();
    if (reply == null) {
      // There is nobody to be told, but whoever listens to advisories.
      end();
    } else if (chunk.payload().length == 0) {
      finish(reply);
    } else {
      read(chunk.payload());
      waitForChunk();
      answer(reply, Message.EMPTY);
    }
    return true;
  }

  private void read(byte[] chunk) {
    bytes += chunk.length;
    if (complete) {
      return;
    }
    try {
      archive.read(chunk);
      if (archive.hasEnded()) {
        complete();
      }
    } catch (ArchiveException e) {
      fail(e);
    }
  }

  private void finish(String reply) {
    if (!complete) {
      fail(archive.end());
    }
    end();
    JsonWriter json = new JsonWriter().beginObject().field("type", TYPE);
    ApiError error = failure;
    StreamAsset asset = restored.asset();
    if (error != null) {
      json.object(
          "error",
          object ->
              object
                  .field("code", error.code())
                  .field("err_code", error.errorCode())
                  .field("description", error.description()));
    } else if (asset != null) {
      restorer.describe(json, asset);
    }
    answer(reply, json.endObject().toByteArray());
  }

  private void fail(ArchiveException problem) {
    ApiException refusal = restored.refusal();
    failure = refusal == null ? ApiErrors.streamRestore(problem.getMessage()) : refusal.error();
    complete();
  }

  /** The stream works from the end of the archive on, whatever else is sent. */
  private void complete() {
    complete = true;
    restored.activate();
  }

  private void end() {
    abandon();
    Instant end = context.clock().instant();
    advisories.backup(
        "RESTORE_COMPLETE",
        stream,
        json -> {
          json.timeField("start", start).timeField("end", end).field("bytes", bytes);
          requester.describe(json);
          advisories.describeDomain(json);
        });
  }

  private void answer(String reply, byte[] payload) {
    Message answer = new Message(reply, "", Message.EMPTY, payload);
    context.sequencer().later(() -> context.account().publish(answer));
  }

  /** A restoration that stalls ends without an answer, and without an advisory. */
  private void waitForChunk() {
    stopWaiting();
    timer = context.timers().schedule(TimerKind.RESTORE_STALL, LONGEST_PAUSE, this::abandon);
  }

  private void stopWaiting() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
