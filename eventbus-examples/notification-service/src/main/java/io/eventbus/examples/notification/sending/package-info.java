/**
 * Mails, SMS and push notifications. Open {@code NotificationEvents} first: it sends what events
 * ask for; then {@code SmtpSender}, and {@code NotificationSender}, which a gateway of your own
 * implements.
 */
@NullMarked
package io.eventbus.examples.notification.sending;

import org.jspecify.annotations.NullMarked;
