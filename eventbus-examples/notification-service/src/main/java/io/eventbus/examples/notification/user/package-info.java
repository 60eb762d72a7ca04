/**
 * The users and the events that tell of them. Open {@code UserService} first: it changes a user and
 * tells of it in one transaction.
 */
@NullMarked
package io.eventbus.examples.notification.user;

import org.jspecify.annotations.NullMarked;
