package dev.jetharness.benchmarks;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs all benchmarks, or those that JMH's own arguments name, on each target in one run, and
 * prints how much faster the in-memory broker is than nats-server.
 */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Runs. The real server is found as {@code Brokers.process()} finds it, by NATS_SERVER for one.
   */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    Options defaults =
        new OptionsBuilder()
            .parent(new CommandLineOptions(args))
            .warmupIterations(2)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(3)
            .measurementTime(TimeValue.seconds(1))
            .forks(1)
            .build();
    print(new Runner(defaults).run());
  }

  private static void print(Collection<RunResult> results) {
    Map<String, Map<Target, Double>> table = new TreeMap<>();
    for (RunResult result : results) {
      String benchmark = result.getParams().getBenchmark();
      table
          .computeIfAbsent(
              benchmark.substring(benchmark.lastIndexOf('.') + 1),
              name -> new EnumMap<>(Target.class))
          .put(
              Target.valueOf(result.getParams().getParam("target")),
              result.getPrimaryResult().getScore());
    }
    System.out.printf(
        "%n%-16s %14s %14s %14s %12s %12s%n",
        "µs/op", "in process", "TCP", "nats-server", "in process", "TCP");
    table.forEach(
        (name, scores) -> {
          double inProcess = score(scores, Target.IN_PROCESS);
          double tcp = score(scores, Target.TCP);
          double real = score(scores, Target.NATS_SERVER);
          System.out.printf(
              "%-16s %14.2f %14.2f %14.2f %11.1fx %11.1fx%n",
              name, inProcess, tcp, real, real / inProcess, real / tcp);
        });
  }

  private static double score(Map<Target, Double> scores, Target target) {
    return scores.getOrDefault(target, Double.NaN);
  }
}
