package dev.jetharness.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once on each kind of broker: in memory, on a process, in a container, and on the
 * external server if {@code jetharness.broker} names one. Each run has a broker of its own. A
 * broker that is missing skips its run with the reason, or fails it if {@code
 * jetharness.broker.required=true}.
 *
 * <pre>{@code
 * @OnEachBroker
 * void storesAnOrder(Connection connection) throws Exception { … }
 * }</pre>
 *
 * <p>It stands instead of {@code @Test}; {@link JetStreamTest} on the class is not needed.
 *
 * @since 0.1
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(JetStreamExtension.class)
public @interface OnEachBroker {}
