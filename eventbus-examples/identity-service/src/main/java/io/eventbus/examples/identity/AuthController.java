package io.eventbus.examples.identity;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Passwords and tokens over HTTP. */
@RestController
@RequestMapping("/auth")
final class AuthController {

  private final Authentication authentication;

  AuthController(Authentication authentication) {
    this.authentication = authentication;
  }

  @PostMapping("/set-password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void setPassword(@Valid @RequestBody Credentials credentials) {
    authentication.setPassword(credentials);
  }

  @PostMapping("/login")
  BearerToken login(@Valid @RequestBody Credentials credentials) {
    return BearerToken.of(authentication.login(credentials));
  }

  /** The answer to a login, named as in RFC 6750; the time is in seconds. */
  record BearerToken(String token, String tokenType, long expiresIn) {

    static BearerToken of(String token) {
      return new BearerToken(token, "Bearer", Tokens.LIFETIME.toSeconds());
    }
  }
}
