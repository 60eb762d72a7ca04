package io.eventbus.spring;

import io.eventbus.consume.SubscriptionOptions;
import java.util.List;

/**
 * How one handler is subscribed.
 *
 * @param group its consumer group
 * @param subscriptions one for each topic that it names, and one if it names none
 * @param concurrency what it wants of its group, 0 if it leaves that to others
 * @param idempotent whether it runs in a transaction with its claim
 */
record HandlerOptions(
    String group, List<SubscriptionOptions> subscriptions, int concurrency, boolean idempotent) {}
