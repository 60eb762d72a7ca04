package io.eventbus.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class JdbcTransactionsTest {

  private final List<String> calls = new ArrayList<>();

  /** What is committed has not failed, whatever becomes of the connection. */
  @Test
  void aFailureAfterTheCommitIsNoFailureOfTheWork() throws Exception {
    var connection =
        proxy(
            Connection.class,
            (name, arguments) -> {
              if (name.equals("setAutoCommit") && calls.contains("commit")) {
                throw new SQLException("the connection is broken");
              }
              calls.add(name);
              return name.equals("getAutoCommit") ? true : null;
            });
    var dataSource = proxy(DataSource.class, (name, arguments) -> connection);

    JdbcTransactions.of(dataSource).run(given -> calls.add("work"));

    assertThat(calls).containsExactly("getAutoCommit", "setAutoCommit", "work", "commit", "close");
  }

  private interface Answer {
    Object to(String method, Object[] arguments) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method.getName(), arguments)));
  }
}
