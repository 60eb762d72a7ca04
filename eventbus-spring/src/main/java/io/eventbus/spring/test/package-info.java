/**
 * Tests of Spring Boot applications that have a bus. Open {@link
 * io.eventbus.spring.test.AutoConfigureEventBus} first. Needs {@code eventbus-test} and Spring
 * Boot's test support on the class path, which nothing else does.
 */
@NullMarked
package io.eventbus.spring.test;

import org.jspecify.annotations.NullMarked;
