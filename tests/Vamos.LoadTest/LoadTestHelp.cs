namespace Vamos.LoadTest;

internal static class LoadTestHelp
{
    private const string Text = """
        Vamos.LoadTest: measures what the hub sustains. Build it with -c Release.

          audit     exchanges a second that the audit log alone makes durable
                      --waiters 512      exchanges that wait at the same time
                      --rounds 7         rounds after one to warm up
                      --seconds 3        length of a round
                      --database PATH    a SQLite file or a connection string of PostgreSQL; a temporary file by default
                      --json PATH        writes the figures as JSON
          appender  appends without end and prints what was acknowledged; for tests that kill it
                      --database PATH --key PATH

        """;

    public static int Print()
    {
        Console.Error.Write(Text);
        return 64;
    }
}
