/**
 * The page of the school: its services as boxes, the events between them as they happen, and
 * buttons that make some happen. It knows no service and no event: what it shows is read from the
 * topics, the consumer groups and the clients of this process. Open {@link
 * io.eventbus.examples.school.page.SchoolPage} first, then {@code Board}.
 */
@NullMarked
package io.eventbus.examples.school.page;

import org.jspecify.annotations.NullMarked;
