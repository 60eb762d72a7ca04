package io.eventbus.cli.settings;

import io.eventbus.cli.terminal.Terminal;
import io.eventbus.cli.terminal.UsageException;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that talk to a database. */
public final class JdbcOptions {

  private static final String URL = Settings.JDBC_PREFIX + "url";
  private static final String USERNAME = Settings.JDBC_PREFIX + "username";
  private static final String PASSWORD = Settings.JDBC_PREFIX + "password";

  @Option(
      names = {"-u", "--jdbc-url"},
      paramLabel = "URL",
      description =
          "The database (EVENTBUS_JDBC_URL): jdbc:postgresql:, jdbc:mariadb: or jdbc:h2:.")
  private @Nullable String url;

  @Option(
      names = "--jdbc-username",
      paramLabel = "NAME",
      description = "Who logs in (EVENTBUS_JDBC_USERNAME); the password is EVENTBUS_JDBC_PASSWORD.")
  private @Nullable String username;

  @Option(names = "--jdbc-password", hidden = true, converter = PasswordOnCommandLine.class)
  @SuppressWarnings("unused") // it is refused
  private @Nullable String password;

  @Mixin private final ConfigFile file = new ConfigFile();

  /**
   * The database. Does not connect yet.
   *
   * @throws UsageException if none is named
   */
  public DataSource dataSource(Terminal terminal) {
    var settings = new Settings(terminal, file);
    if (url != null) {
      settings.put(URL, requireNoPassword(url), "--jdbc-url");
    }
    if (username != null) {
      settings.put(USERNAME, username, "--jdbc-username");
    }
    var address =
        settings
            .get(URL)
            .orElseThrow(
                () ->
                    new UsageException(
                        "say where the database is: --jdbc-url, EVENTBUS_JDBC_URL, or"
                            + " eventbus.jdbc.url in the file of --config"));
    var user = settings.get(USERNAME).orElse(null);
    return new UrlDataSource(address, user, passwordOf(user, settings, terminal));
  }

  private static String requireNoPassword(String url) {
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new UsageException(
          "--jdbc-url has a password in it, which others can read on a command line (ps): set"
              + " EVENTBUS_JDBC_PASSWORD instead");
    }
    return url;
  }

  /** Asked for where somebody can answer; else there may be none, as with H2. */
  private static @Nullable String passwordOf(
      @Nullable String user, Settings settings, Terminal terminal) {
    var known = settings.get(PASSWORD);
    if (known.isPresent() || user == null || !terminal.operator().answers()) {
      return known.orElse(null);
    }
    settings.put(PASSWORD, terminal.operator().askSecret("Password of " + user + ": "), PASSWORD);
    return settings.get(PASSWORD).orElse(null);
  }
}
