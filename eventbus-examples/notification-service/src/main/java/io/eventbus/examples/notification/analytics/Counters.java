package io.eventbus.examples.notification.analytics;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of counters. They are rows and not meters, since a meter counts an event again that
 * comes again, and begins anew with each start.
 */
@Repository
public class Counters {

  record Counter(String name, long total) {}

  private final JdbcClient jdbc;

  Counters(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Counts one more of this name. Belongs into the transaction that handles the event. */
  public void count(String name) {
    jdbc.sql("insert into counters (name, total) values (:name, 0) on conflict do nothing")
        .param("name", name)
        .update();
    jdbc.sql("update counters set total = total + 1 where name = :name")
        .param("name", name)
        .update();
  }

  /** All of them, by name. */
  Map<String, Long> all() {
    var totals = new TreeMap<String, Long>();
    jdbc.sql("select name, total from counters")
        .query(Counter.class)
        .list()
        .forEach(counter -> totals.put(counter.name(), counter.total()));
    return totals;
  }
}
