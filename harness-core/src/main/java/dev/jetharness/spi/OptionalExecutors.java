package dev.jetharness.spi;

import io.nats.client.Options;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The setters of executors that jnats got after 2.20; each is looked up once. */
enum OptionalExecutors {
  CONNECT("connectExecutor", ExecutorService.class),
  CALLBACK("callbackExecutor", ExecutorService.class),
  SCHEDULED("scheduledExecutor", ScheduledExecutorService.class);

  private final @Nullable MethodHandle setter;

  OptionalExecutors(String method, Class<? extends ExecutorService> type) {
    setter = find(method, type);
  }

  /** Sets the executor, if this version of jnats has it; otherwise the connection makes its own. */
  void set(Options.Builder builder, ExecutorService executor) {
    if (setter == null) {
      return;
    }
    try {
      Object unused = setter.invoke(builder, executor);
    } catch (RuntimeException | Error unchecked) {
      throw unchecked;
    } catch (Throwable checked) {
      throw new IllegalStateException("jnats refused an executor", checked);
    }
  }

  private static @Nullable MethodHandle find(String method, Class<?> type) {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              Options.Builder.class, method, MethodType.methodType(Options.Builder.class, type));
    } catch (NoSuchMethodException | IllegalAccessException olderClient) {
      return null;
    }
  }
}
