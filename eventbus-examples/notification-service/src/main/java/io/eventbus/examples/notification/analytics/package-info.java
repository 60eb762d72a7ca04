/**
 * How often things happen, by their names. Open {@code AnalyticsEvents} first: it counts each event
 * once.
 */
@NullMarked
package io.eventbus.examples.notification.analytics;

import org.jspecify.annotations.NullMarked;
