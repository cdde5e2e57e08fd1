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
          exchange  calls a second through agreement, quota, mask and durable audit, as a ratio to the same method without them
                      --connections 4    TLS connections
                      --callers 128      callers, each with one call in flight
                      --rounds 7         rounds of either after one to warm up
                      --seconds 5        length of a round
                      --json PATH        writes the figures as JSON
          eligibility  CheckEligibility answered in process, from Redis and from adapters, one by one and in a stream; GetBeneficiary over three
                    adapters; memory and allocation. All as ratios to an echo, beside the budget: docs/performance.md. Needs redis-server;
                    without nginx that line is left out
                      --connections 8    TLS connections
                      --callers 128      callers, each with one call in flight
                      --rounds 5         rounds of everything after one to warm up
                      --seconds 3        length of each part of a round
                      --only NAME+NAME   of the throughputs these, named as they are printed, and the echo
                      --lookups 500      lookups of a round
                      --questions 1000000  questions of the large batch; 0 leaves it out
                      --json PATH        writes the figures as JSON
          drops     rows a second of a nightly file that are read, checked, staged and put into use
                      --rows 1000000     rows of the file
                      --json PATH        writes the figures as JSON
          hl7       HL7 messages a second over MLLP, each acknowledged when it is durable; and how fast messages are read alone
                      --connections 16   connections, each with one message in flight, beside a run with one connection
                      --rounds 5         rounds of either after one to warm up
                      --seconds 3        length of a round
          network   searches of the service network in memory: latency for a person, by words, and of coverage; and what a change costs
                      --services 50000   services of the catalogue
                      --searches 5000    searches of each kind
                      --json PATH        writes the figures as JSON
          adapters  people a second that an adapter answers over mutual TLS from its legacy systems, one by one and in a stream
                      --adapter NAME     mds-sqlite, mds-postgresql, mtess-soap, mspbs-fhir, or what they begin with; all by default
                      --people 10000     people in the legacy systems
                      --rounds 5         rounds after one to warm up
                      --seconds 5        length of either half of a round
                      --json PATH        writes the figures as JSON
          fips      household forms a second that are validated, reconciled and durable, over mutual TLS: in bulk on SQLite and on PostgreSQL, and one by
                    one; half of the import are second forms of households that are known
                      --forms 50000      forms of an import
                      --callers 64       callers that submit one by one, each with one call in flight
                      --seconds 5        length of their run
                      --json PATH        writes the figures as JSON
          referrals  referrals a second that are created, accepted and completed over mutual TLS, and how long a change takes to the other party's feed
                      --callers 16       callers, each with one referral in hand
                      --rounds 5         rounds after one to warm up
                      --seconds 3        length of a round
                      --database PATH    a SQLite file or a connection string of PostgreSQL; a temporary file by default
                      --json PATH        writes the figures as JSON
          referral-hub  the hub with a catalogue of its own; for tests that kill it
                      (settings of the hub)
          monitor   GetBeneficiary and CheckEligibility answered in process, with nobody watching and with ten who do, as a ratio
                      --connections 8    TLS connections
                      --callers 64       callers, each with one call in flight
                      --streams 5        streams of WatchExchanges, in a process of their own
                      --pages 5          open pages (server-sent events), in the same
                      --rounds 7         rounds of either after one to warm up
                      --seconds 4        length of each part of a round
                      --json PATH        writes the figures as JSON
          watchers  watches a hub until standard input ends; started by monitor
                      --exchange URI --operations URI --certs FOLDER --as INSTITUTION --streams 5 --pages 5
          appender  appends without end and prints what was acknowledged; for tests that kill it
                      --database PATH --key PATH

        """;

    public static int Print()
    {
        Console.Error.Write(Text);
        return 64;
    }
}
