/**
 * The bus as a part of Spring Boot: made from properties under {@code eventbus}, started and
 * stopped with the application. Open {@link io.eventbus.spring.OnEvent} first; all that is not
 * public is Spring's to find.
 */
@NullMarked
package io.eventbus.spring;

import org.jspecify.annotations.NullMarked;
