/**
 * What has happened to the content, whoever changed it: a consumer of all topics that match, with a
 * group and a session timeout of its own. Open {@code HistoryEvents} first.
 */
@NullMarked
package io.eventbus.examples.content.history;

import org.jspecify.annotations.NullMarked;
