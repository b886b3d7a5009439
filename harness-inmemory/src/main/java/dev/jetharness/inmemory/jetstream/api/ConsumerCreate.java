package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfigReader;
import dev.jetharness.inmemory.jetstream.config.ConsumerRequest;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import dev.jetharness.inmemory.json.JsonWriter;
import java.util.List;

/**
 * {@code CONSUMER.CREATE}: a consumer whose name, and filter, may follow that of its stream in the
 * subject. Without a name there, it is the old way to create an ephemeral one.
 */
final class ConsumerCreate implements Operation {
  private final ConsumerCreation creation;

  ConsumerCreate(ConsumerCreation creation) {
    this.creation = creation;
  }

  @Override
  public String responseName() {
    return "consumer_create";
  }

  @Override
  public boolean checksLevelFirst() {
    return false;
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    ConsumerRequest asked = ConsumerConfigReader.read(request.body());
    request.requireApiLevel();
    List<String> names = request.names();
    checkStream(request, asked);
    if (names.size() == 1) {
      checkSeparators(asked.config().name());
      if (asked.config().isDurable()) {
        throw new ApiException(ConsumerErrors.ephemeralWithDurableName());
      }
      creation.perform(request, asked, response);
      return;
    }
    String name = request.consumer();
    checkSeparators(name);
    if (asked.config().isDurable() && !asked.config().durableName().equals(name)) {
      throw new ApiException(ConsumerErrors.durableNameNotMatchSubject());
    }
    checkFilter(String.join(".", names.subList(2, names.size())), asked.config());
    creation.perform(request, asked.named(name), response);
  }

  static void checkStream(ApiRequest request, ConsumerRequest asked) throws ApiException {
    if (!request.stream().equals(asked.stream())) {
      throw new ApiException(ApiErrors.streamMismatch());
    }
  }

  static void checkSeparators(String name) throws ApiException {
    if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
      throw new ApiException(ConsumerErrors.nameContainsPathSeparators());
    }
  }

  private static void checkFilter(String named, ConsumerConfig config) throws ApiException {
    if (named.isEmpty()) {
      return;
    }
    if (!config.filterSubjects().isEmpty()) {
      throw new ApiException(ConsumerErrors.multipleFiltersNotAllowed());
    }
    if (!config.filterSubject().equals(named)) {
      throw new ApiException(ConsumerErrors.createFilterSubjectMismatch());
    }
  }
}
