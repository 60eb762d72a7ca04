/**
 * Effects in a database once per event: a handler's transaction begins with a claim on the event,
 * and a repeated event finds that taken. Open {@link io.eventbus.inbox.Inbox} first.
 */
@NullMarked
package io.eventbus.inbox;

import org.jspecify.annotations.NullMarked;
