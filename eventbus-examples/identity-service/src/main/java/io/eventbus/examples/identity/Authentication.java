package io.eventbus.examples.identity;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.web.ErrorResponseException;

/** Sets passwords and checks them. */
@Service
final class Authentication {

  private final UserRepository users;
  private final PasswordEncoder encoder;
  private final Tokens tokens;
  private final String nobodysHash;

  Authentication(UserRepository users, PasswordEncoder encoder, Tokens tokens) {
    this.users = users;
    this.encoder = encoder;
    this.tokens = tokens;
    this.nobodysHash = encoder.encode(UUID.randomUUID().toString());
  }

  /**
   * Gives a pending user a password and so activates them; works once.
   *
   * @throws ErrorResponseException with 400 if the password breaks the {@link PasswordPolicy}, 404
   *     if nobody who may still log in has the number, 409 if the password is set
   */
  void setPassword(Credentials credentials) {
    var missing = PasswordPolicy.missing(credentials.password());
    if (!missing.isEmpty()) {
      throw problem(HttpStatus.BAD_REQUEST, "The password is too weak.", missing);
    }
    var candidates = usersOf(credentials);
    if (candidates.isEmpty()) {
      throw problem(HttpStatus.NOT_FOUND, "No user has this phone number.", List.of());
    }
    var hash = encoder.encode(credentials.password());
    if (candidates.stream().noneMatch(user -> users.activate(user.id(), hash))) {
      throw problem(HttpStatus.CONFLICT, "The password is set already.", List.of());
    }
  }

  /**
   * Issues a token.
   *
   * @throws ErrorResponseException with 401, which does not tell, neither in words nor by the time
   *     it takes, whether the number is unknown, the password wrong or the user not active
   */
  String login(Credentials credentials) {
    var active =
        usersOf(credentials).stream().filter(user -> user.passwordHash() != null).findFirst();
    var hash = active.map(User::passwordHash).orElse(nobodysHash);
    var matches = encoder.matches(credentials.password(), hash);
    return active
        .filter(user -> matches)
        .map(tokens::issue)
        .orElseThrow(
            () -> problem(HttpStatus.UNAUTHORIZED, "Wrong phone number or password.", List.of()));
  }

  private List<User> usersOf(Credentials credentials) {
    return users.findByPhoneNumber(credentials.phoneNumber()).stream()
        .filter(user -> user.status() != UserStatus.DEACTIVATED)
        .toList();
  }

  private static ErrorResponseException problem(
      HttpStatus status, String detail, List<String> missing) {
    var problem = ProblemDetail.forStatusAndDetail(status, detail);
    if (!missing.isEmpty()) {
      problem.setProperty("missing", missing);
    }
    return new ErrorResponseException(status, problem, null);
  }
}
