package io.eventbus.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a JUnit test class a real Kafka, injected as {@link KafkaCluster} into constructors, life
 * cycle methods and tests. By default one broker that all classes of the test JVM with the same
 * settings share, started by the first of them and closed at the end of the run. Nested classes and
 * subclasses inherit the annotation; an annotation of your own may carry it.
 *
 * <pre>{@code
 * @WithKafka
 * class OrdersTest {
 *   @Test
 *   void arrive(KafkaCluster kafka) { ... }
 * }
 * }</pre>
 *
 * <p>A shared cluster outlives the class: name topics and groups so that they meet nobody else's.
 * It refuses to be stopped or paused, see {@link #own()}.
 *
 * <p>When a test fails, the brokers' logs are kept as {@code <class>.<method>.log} and the path is
 * logged and published as a report entry. Settings, each a JUnit configuration parameter or a
 * system property:
 *
 * <ul>
 *   <li>{@value #KAFKA}: {@code embedded} (default) or {@code testcontainers}, which runs the
 *       cluster in a container where Docker answers and says in one warning that it does not. More
 *       than one broker is always embedded.
 *   <li>{@value #IMAGE}: the container's image, default {@code apache/kafka} in the version of the
 *       Kafka clients.
 *   <li>{@value #LOGS}: the folder for kept logs, default {@code target/eventbus-broker-logs}.
 * </ul>
 *
 * <p>Works with JUnit 5 from 5.13 on and with JUnit 6, also where classes run side by side.
 */
@Documented
@ExtendWith(KafkaExtension.class)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface WithKafka {

  /** The name of the setting that chooses between embedded brokers and a container. */
  String KAFKA = "eventbus.test.kafka";

  /** The name of the setting that chooses the container's image. */
  String IMAGE = "eventbus.test.kafka.image";

  /** The name of the setting for the folder that the logs of failed tests are kept in. */
  String LOGS = "eventbus.test.logs";

  /** How many brokers form the cluster. */
  int brokers() default 1;

  /** Broker properties, each as {@code key=value}. */
  String[] properties() default {};

  /**
   * Whether the class has a cluster of its own, from its first test to its last, which it may also
   * stop, kill, pause and start again.
   */
  boolean own() default false;
}
