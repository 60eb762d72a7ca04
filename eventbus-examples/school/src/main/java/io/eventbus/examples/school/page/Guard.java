package io.eventbus.examples.school.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.regex.Pattern;

/**
 * Keeps other sites out: a page from elsewhere that is open in the same browser can neither press
 * the buttons nor read what is shown, nor can a name that somebody points at this machine. And a
 * browser takes nothing into the page that does not come from here.
 */
final class Guard {

  private static final Pattern LOOPBACK = Pattern.compile("(localhost|127\\.0\\.0\\.1)(:\\d+)?");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private Guard() {}

  static void addTo(RoutesConfig routes) {
    routes.before(Guard::check);
  }

  private static void check(Context request) {
    request
        .header("Content-Security-Policy", POLICY)
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .header(Header.CACHE_CONTROL, "no-store");
    var host = request.header(Header.HOST);
    var origin = request.header(Header.ORIGIN);
    boolean atHome = host != null && LOOPBACK.matcher(host).matches();
    if (!atHome || (origin != null && !origin.equals("http://" + host))) {
      request.status(403).result("This page is for browsers of its own machine.");
      request.skipRemainingHandlers();
    }
  }
}
