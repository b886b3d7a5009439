package dev.jetharness.inmemory.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the tokens of a transform's destination: {@code $1} and <code>{{function(…)}}</code>. */
final class DestinationTokens {
  private static final Pattern ARGUMENTS = Pattern.compile(",\\s*");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

  private final String token;
  private final @Nullable List<Integer> wildcards;

  /** The functions in the order in which the server looks for them. */
  private enum Function {
    WILDCARD("[wW]ildcard"),
    PARTITION("[pP]artition"),
    SPLIT_FROM_LEFT("[sS]plit[fF]rom[lL]eft"),
    SPLIT_FROM_RIGHT("[sS]plit[fF]rom[rR]ight"),
    SLICE_FROM_LEFT("[sS]lice[fF]rom[lL]eft"),
    SLICE_FROM_RIGHT("[sS]lice[fF]rom[rR]ight"),
    RIGHT("[rR]ight"),
    LEFT("[lL]eft"),
    SPLIT("[sS]plit"),
    RANDOM("[rR]andom");

    private final Pattern call;

    Function(String name) {
      call = Pattern.compile("\\{\\{\\s*" + name + "\\s*\\((.*)\\)\\s*}}");
    }

    /** Its arguments where a token calls it, else null. */
    @Nullable List<String> arguments(String token) {
      Matcher matcher = call.matcher(token);
      return matcher.find() ? List.of(ARGUMENTS.split(matcher.group(1), -1)) : null;
    }
  }

  private DestinationTokens(String token, @Nullable List<Integer> wildcards) {
    this.token = token;
    this.wildcards = wildcards;
  }

  /**
   * Reads one token.
   *
   * @param wildcards which tokens of the source are wildcards; null if it is a literal, which no
   *     index is held against
   */
  static DestinationToken parse(String token, @Nullable List<Integer> wildcards)
      throws SubjectTransformException {
    return new DestinationTokens(token, wildcards).parse();
  }

  /** Refuses what is no destination whatever the source. */
  static void checkSpelling(List<String> tokens) throws SubjectTransformException {
    boolean ended = false;
    for (String token : tokens) {
      if (token.isEmpty() || ended) {
        throw SubjectTransformException.of("invalid transform", token);
      }
      if (isCall(token)) {
        checkFunction(token);
      } else if (token.equals(">")) {
        ended = true;
      } else if (token.chars().anyMatch(c -> "\t\n\f\r ".indexOf(c) >= 0)) {
        throw SubjectTransformException.of("invalid transform", "");
      }
    }
  }

  private static void checkFunction(String token) throws SubjectTransformException {
    for (Function function : Function.values()) {
      if (function.arguments(token) != null) {
        return;
      }
    }
    throw SubjectTransformException.of("unknown function", token);
  }

  private static boolean isCall(String token) {
    return token.length() > 4 && token.startsWith("{{") && token.endsWith("}}");
  }

  private DestinationToken parse() throws SubjectTransformException {
    if (token.length() > 1 && token.charAt(0) == '$') {
      String number = token.substring(1);
      return INTEGER.matcher(number).matches()
          ? new DestinationToken.Wildcard(position(integer(number)))
          : new DestinationToken.Literal(token);
    }
    if (!isCall(token)) {
      return new DestinationToken.Literal(token);
    }
    for (Function function : Function.values()) {
      List<String> arguments = function.arguments(token);
      if (arguments != null) {
        return call(function, arguments);
      }
    }
    throw failure("unknown function");
  }

  private DestinationToken call(Function function, List<String> arguments)
      throws SubjectTransformException {
    switch (function) {
      case WILDCARD -> {
        requireCount(arguments, arguments.get(0).isEmpty() ? 2 : 1);
        return new DestinationToken.Wildcard(position(integer(arguments.get(0))));
      }
      case PARTITION -> {
        int buckets = integer(arguments.get(0));
        List<Integer> indexes = new ArrayList<>();
        for (String argument : arguments.subList(1, arguments.size())) {
          indexes.add(integer(argument));
        }
        return new DestinationToken.Partition(buckets, positions(indexes));
      }
      case RANDOM -> {
        if (arguments.size() != 1) {
          throw failure("not enough arguments passed to the function");
        }
        return new DestinationToken.Random(integer(arguments.get(0)));
      }
      default -> {
        requireCount(arguments, 2);
        int index = integer(arguments.get(0));
        return ofOneToken(function, index, arguments.get(1));
      }
    }
  }

  private DestinationToken ofOneToken(Function function, int index, String argument)
      throws SubjectTransformException {
    if (function == Function.SPLIT) {
      if (argument.contains(" ") || argument.contains(".")) {
        throw failure("function argument is invalid or in the wrong format");
      }
      return new DestinationToken.SplitAt(position(index), argument);
    }
    int size = integer(argument);
    int at = position(index);
    return switch (function) {
      case SPLIT_FROM_LEFT -> new DestinationToken.Split(at, size, true);
      case SPLIT_FROM_RIGHT -> new DestinationToken.Split(at, size, false);
      case SLICE_FROM_LEFT -> new DestinationToken.Slice(at, size, true);
      case SLICE_FROM_RIGHT -> new DestinationToken.Slice(at, size, false);
      case LEFT -> new DestinationToken.End(at, size, true);
      default -> new DestinationToken.End(at, size, false);
    };
  }

  private void requireCount(List<String> arguments, int count) throws SubjectTransformException {
    if (arguments.size() < count) {
      throw failure("not enough arguments passed to the function");
    }
    if (arguments.size() > count) {
      throw failure("too many arguments passed to the function");
    }
  }

  private int integer(String argument) throws SubjectTransformException {
    String number = argument.strip();
    try {
      if (INTEGER.matcher(number).matches()) {
        return Integer.parseInt(number);
      }
    } catch (NumberFormatException tooLarge) {
      throw failure("function argument is invalid or in the wrong format");
    }
    throw failure("function argument is invalid or in the wrong format");
  }

  private List<Integer> positions(List<Integer> indexes) throws SubjectTransformException {
    List<Integer> positions = new ArrayList<>();
    for (int index : indexes) {
      positions.add(position(index));
    }
    return positions;
  }

  /** Where in the source a wildcard is; the server takes one before the first for token 0. */
  private int position(int wildcard) throws SubjectTransformException {
    if (wildcards == null) {
      return 0;
    }
    if (wildcard > wildcards.size()) {
      throw SubjectTransformException.of(
          "wildcard index out of range", token + ": [" + wildcard + "]");
    }
    return wildcard < 1 ? 0 : wildcards.get(wildcard - 1);
  }

  private SubjectTransformException failure(String problem) {
    return SubjectTransformException.of(problem, token);
  }
}
