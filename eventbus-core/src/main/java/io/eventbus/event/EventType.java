package io.eventbus.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The logical name of an event on the wire, in version 1 and on the conventional topic by default.
 * The name is the contract between services; the Java class may be renamed or moved without
 * breaking it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

  /** The logical name, the {@code type} of CloudEvents, for example {@code teacher.created}. */
  String value();

  /** The version of the event's schema, counted from 1. */
  int version() default 1;

  /**
   * A fixed topic for this type, which may have fields of the event in it: {@code
   * content.{contentType}.{action}}; empty (the default) means the naming convention decides.
   */
  String topic() default "";
}
