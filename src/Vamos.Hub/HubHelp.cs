namespace Vamos.Hub;

/// <summary>What <c>--help</c> says.</summary>
internal static class HubHelp
{
    public const string Text = $"""
        Vamos.Hub: exchanges data between the institutions of the social protection system over gRPC.

        Settings come from appsettings.json beside the program, then the environment, then the command line; the later wins.
        As environment variable:  Hub__Exchange__Port=7443
        On the command line:      --Hub:Exchange:Port=7443

          Hub:Exchange:Address         IP address for institutions to call            0.0.0.0
          Hub:Exchange:Port            port, HTTP/2 over mutual TLS                   7443
          Hub:Exchange:MaxMessageBytes largest message from a caller                  1048576
          Hub:Operations:Port          port on loopback for /health/live and /ready   7080
          Hub:Tls:Authority            PEM file, authorities that are trusted         (required)
          Hub:Tls:Certificate          PEM file, certificate of the hub               (required)
          Hub:Tls:Key                  PEM file, its private key                      (required)
          Hub:Tls:RevocationList       PEM or DER file, revoked certificates          (*.crl beside Authority)
          Hub:Agreements:Directory     folder of institutions.yaml and agreements/    (required)
          Hub:Programmes:Directory     folder of the rules of programmes              (those that came along)
          Hub:Audit:Database           exchange log: a SQLite file, or Host=...       audit/exchanges.db
          Hub:Audit:Keys               folder of the log's keys, made if missing      audit/keys
          Hub:Audit:Origin             name of the log in its checkpoints             vamos-hub/exchange-log
          Hub:Audit:TimeLimit          most time that an exchange waits for its log   00:00:02
          Hub:Audit:CheckpointInterval how often a checkpoint is signed               00:00:01
          Hub:Audit:MinimumFreeMegabytes  free space below which health turns red     512
          Hub:Fips:Database            household forms: a SQLite file, or Host=...    fips/forms.db
          Hub:Network:Database         service network: a SQLite file, or Host=...    network/services.db
          Hub:Network:Directory        folder of territory.yaml                       (the one that came along)
          Hub:Referrals:Database       referrals: a SQLite file, or Host=...          referrals/referrals.db
          Hub:Cache:Redis              StackExchange.Redis connection string          (this process alone)
          Hub:Cache:Keys               folder of the cache's keys, made if missing    cache/keys
          Hub:Cache:FactsFor           how long facts count, also DecisionsFor        00:10:00
          Hub:Cache:...                all other settings: docs/cache.md
          Hub:Lookup:DefaultDeadline   time for calls without a deadline              00:00:10
          Hub:Logs:Directory           folder of rolling log files                    (console only)
          Hub:Logs:Console             least level that the console shows             Verbose
          Hub:Sources:0:Institution    code of an institution with an adapter
          Hub:Sources:0:Address        its adapter, for example https://localhost:7501
          Hub:Sources:0:Timeout        most time that a lookup gives it               00:00:02
          Serilog:MinimumLevel         Verbose, Debug, Information, Warning, Error    Information

        The exchange log by hand:
        {AuditTool.Help}
        The registry of household forms by hand:
        {FipsTool.Help}

        Certificates for a trial are made by `vamos certs init`. docs/operations.md says more.

        Exit codes: 0 stopped in order, 78 the configuration cannot be used (every error is listed).

        """;
}
