package io.eventbus.outbox;

import io.eventbus.codec.EncodedEvent;
import io.eventbus.event.Arguments;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Several outboxes of a database as one, for more events than one relay can send. Each event goes
 * to the shard that the CRC-32 of its key names, so that all of a key stay in order; each shard has
 * a relay of its own, which any instance may run. Safe to share between threads.
 *
 * <p>All writers have to agree on the shards and their order: while they do not, events of a key
 * lie in two of them, and may be sent in another order.
 */
public final class OutboxShards implements OutboxWriter {

  private final List<OutboxStore> stores;

  private OutboxShards(List<? extends OutboxStore> stores) {
    this.stores = List.copyOf(Arguments.requirePresent(stores, "stores"));
    Arguments.requireAtLeast(this.stores.size(), 1, "number of stores");
  }

  /** These outboxes, all in one database, as one. */
  public static OutboxShards of(List<? extends OutboxStore> stores) {
    return new OutboxShards(stores);
  }

  /** The shards, each for a relay of its own. */
  public List<OutboxStore> stores() {
    return stores;
  }

  @Override
  public void insert(Connection connection, List<EncodedEvent> records) {
    Arguments.requirePresent(connection, "connection");
    byShard(records).forEach((store, some) -> store.insert(connection, some));
  }

  /** Writes events in transactions of their own, one for each shard. */
  @Override
  public void insert(List<EncodedEvent> records) {
    byShard(records).forEach(OutboxStore::insert);
  }

  private Map<OutboxStore, List<EncodedEvent>> byShard(List<EncodedEvent> records) {
    Arguments.requirePresent(records, "records");
    if (records.size() == 1) {
      return Map.of(shardOf(records.get(0)), records);
    }
    var shards = new HashMap<OutboxStore, List<EncodedEvent>>();
    for (var record : records) {
      shards.computeIfAbsent(shardOf(record), store -> new ArrayList<>()).add(record);
    }
    return shards;
  }

  /** By the key; without one, where order does not matter, by the body. */
  private OutboxStore shardOf(EncodedEvent record) {
    var hashed = record.key() == null ? record.body() : record.key();
    var checksum = new CRC32();
    checksum.update(hashed == null ? new byte[0] : hashed);
    return stores.get((int) (checksum.getValue() % stores.size()));
  }
}
