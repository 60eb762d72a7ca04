/**
 * What is on the brokers: topics, and how far consumer groups are. Open {@link
 * io.eventbus.cli.cluster.TopicsCommand} first.
 */
@NullMarked
package io.eventbus.cli.cluster;

import org.jspecify.annotations.NullMarked;
