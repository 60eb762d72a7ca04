package io.eventbus.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Gives the application of a test class the bus on a real broker, in memory, or one that records;
 * beside {@code @SpringBootTest} or any slice, which gets the auto-configuration of the bus by it.
 * Nested classes and subclasses inherit it; an annotation of your own may carry it.
 *
 * <pre>{@code
 * @SpringBootTest
 * @AutoConfigureEventBus
 * class WelcomeTest { ... }
 * }</pre>
 *
 * <p>Test classes with the same configuration share a context, and then also its topics and groups,
 * or its recorder; different contexts never see each other's events, also where classes run side by
 * side. With a broker, {@link io.eventbus.test.KafkaCluster} can be injected. The recorder is
 * cleared before each test, unless another test of its context is running.
 */
@Documented
@ImportAutoConfiguration
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AutoConfigureEventBus {

  /** The broker, topics in memory, or the recorder. */
  TestBus value() default TestBus.BROKER;
}
