namespace Vamos.Adapters.Hosting;

/// <summary>What <c>--help</c> says.</summary>
internal static class AdapterHelp
{
    public static string Of(IReadOnlyList<AdapterEntry> adapters) => $"""
        vamos-adapter: answers the hub's questions from an institution's legacy systems.

        Usage:
          vamos-adapter --adapter <institution> --config <file> [--Section:Key=value ...]
          vamos-adapter certify <https://host:port>   tries whether an adapter keeps to the contract; certify --help says more

        Options:
          --adapter <institution>   Which adapter to run: {string.Join(", ", adapters.Select(adapter => adapter.Institution))}. May stand in the file as Adapter:Institution.
          --config <file>           Configuration in JSON.
          --Section:Key=value       Sets a key, over what the file and the environment say.
          --help                    This text.

        Keys can also come from the environment, as VAMOS_Section__Key. Example of a file:
          {"{"}
            "Adapter": {"{"}
              "Institution": "mds", "Address": "0.0.0.0", "Port": 7501, "OperationsPort": 7581,
              "LogDirectory": "logs", "QuarantineDirectory": "logs",
              "Tls": {"{"} "Authority": "certs/dev/ca.pem", "Certificate": "certs/dev/mds.pem", "Key": "certs/dev/mds.key" {"}"}
            {"}"},
            "Mds": {"{"} "Provider": "postgresql", "ConnectionString": "Host=db;Database=mds;Username=vamos;Password=...", "CreateIndexes": "Yes" {"}"}
          {"}"}

        Exit codes: 0 stopped as told, 2 the configuration cannot be used (every error is listed), 3 a port is taken.
        """;
}
