/**
 * A web service that registers users, welcomes them by mail, sends what others ask for by mail, SMS
 * and push, and counts what happens. Open {@code UserEvents} first: it is where one topic's events
 * are told apart, and where an event leads to another.
 */
@NullMarked
package io.eventbus.examples.notification;

import org.jspecify.annotations.NullMarked;
