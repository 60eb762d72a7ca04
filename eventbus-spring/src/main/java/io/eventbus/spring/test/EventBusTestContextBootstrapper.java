package io.eventbus.spring.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Starts the context of an {@link EventBusTest}. */
final class EventBusTestContextBootstrapper
    extends TestSliceTestContextBootstrapper<EventBusTest> {}
