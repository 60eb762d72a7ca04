package io.eventbus.spring;

import io.eventbus.retry.RetryPolicy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.aot.hint.annotation.Reflective;

/**
 * Has a method of a bean handle events of one type, from the topic of the type and in the group of
 * the application by default. The method takes
 *
 * <ul>
 *   <li>the event, or the event and its {@link io.eventbus.consume.EventContext};
 *   <li>a {@code List} of events, or of {@link io.eventbus.consume.ReceivedEvent}s, to get several
 *       at a time.
 * </ul>
 *
 * It returns nothing, or a {@link java.util.concurrent.CompletionStage}, which is not for lists:
 * the event counts as handled when that completes. What it throws is the retry policy's to judge.
 * An application with a method that is made otherwise does not start.
 *
 * <p>On a class that is an {@link io.eventbus.consume.EventHandler}, or on the {@code @Bean} method
 * of one, it says how that handler is subscribed; without it, it has the defaults. May be the
 * annotation of an annotation. Texts may have placeholders, <code>${…}</code>.
 */
@Documented
@Reflective
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface OnEvent {

  /**
   * The consumer group; by default that of {@code eventbus.consumer.group}, or else the name of the
   * application. All handlers of a group share one consumer.
   */
  String group() default "";

  /** The topics to read; by default that of the type. */
  String[] topics() default {};

  /** The topics to read as a regular expression, instead of their names. */
  String topicPattern() default "";

  /**
   * How many events of the group are in its handlers at once, a batch counting as one; by default
   * as many as {@code eventbus.consumer.concurrency} says. Holds for all handlers of the group,
   * which must not name different ones.
   */
  int concurrency() default 0;

  /**
   * Attempts in all before the event becomes a dead letter; by default as many as {@code
   * eventbus.consumer.retry.max-attempts} says.
   */
  int attempts() default 0;

  /**
   * The name of a bean that is the {@link RetryPolicy}; by default {@code eventbus.consumer.retry}.
   */
  String retryPolicy() default "";

  /**
   * Whether the method runs in a transaction that first claims the event for the group, so that its
   * effects in the database happen once. Not for methods that return a stage. Off by default.
   */
  boolean idempotent() default false;
}
