package io.eventbus.jdbc;

import io.eventbus.outbox.IdRange;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Newer events and those in gaps, in one statement, and so in one snapshot; each part finds its
 * rows by the primary key. There are few different texts, so that drivers and databases can keep
 * them prepared.
 */
final class OutboxSelect {

  private static final String SELECT =
      "select id, aggregate_type, aggregate_id, headers, payload from eventbus_outbox where ";
  private static final String ORDER = " order by id limit ?";

  /** A gap of up to so many ids is asked for id by id. */
  private static final long SMALL_GAP = 16;

  /** Drivers and databases take some ten thousand parameters. */
  private static final int MOST_PARAMETERS = 30_000;

  private final List<String> parts = new ArrayList<>();
  private final List<Long> parameters = new ArrayList<>();
  private final long maxEvents;

  OutboxSelect(List<IdRange> gaps, long after, int maxEvents) {
    this.maxEvents = maxEvents;
    if (gaps.stream().mapToLong(gap -> Math.min(gap.size(), SMALL_GAP)).sum() > MOST_PARAMETERS) {
      addBetween(gaps.get(0).first(), gaps.get(gaps.size() - 1).last());
    } else {
      addEach(gaps);
    }
    add("id > ?", List.of(after));
  }

  private void addEach(List<IdRange> gaps) {
    var single = new ArrayList<Long>();
    for (var gap : gaps) {
      if (gap.size() <= SMALL_GAP) {
        LongStream.rangeClosed(gap.first(), gap.last()).forEach(single::add);
      } else {
        addBetween(gap.first(), gap.last());
      }
    }
    if (!single.isEmpty()) {
      fill(single);
      add("id in (" + "?,".repeat(single.size() - 1) + "?)", single);
    }
  }

  private void addBetween(long first, long last) {
    add("id between ? and ?", List.of(first, last));
  }

  /** Repeats the last up to a power of two. */
  private static void fill(List<Long> ids) {
    int size = Math.max(4, Integer.highestOneBit(2 * ids.size() - 1));
    while (ids.size() < size) {
      ids.add(ids.get(ids.size() - 1));
    }
  }

  private void add(String condition, List<Long> values) {
    parts.add(SELECT + condition + ORDER);
    parameters.addAll(values);
    parameters.add(maxEvents);
  }

  String sql() {
    return parts.size() == 1
        ? parts.get(0)
        : "select * from ((" + String.join(") union all (", parts) + ")) u" + ORDER;
  }

  void bind(PreparedStatement statement) throws SQLException {
    int index = 1;
    for (var parameter : parameters) {
      statement.setLong(index++, parameter);
    }
    if (parts.size() > 1) {
      statement.setLong(index, maxEvents);
    }
  }
}
