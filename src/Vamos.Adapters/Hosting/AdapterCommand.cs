namespace Vamos.Adapters.Hosting;

using Vamos.Hosting.Settings;

/// <summary>The command line of the program, and the configuration that follows from it.</summary>
internal sealed class AdapterCommand
{
    /// <summary>What <c>--help</c> says.</summary>
    public static string Help { get; } = $"""
        vamos-adapter: answers the hub's questions from an institution's legacy systems.

        Usage:
          vamos-adapter --adapter <institution> --config <file> [--Section:Key=value ...]

        Options:
          --adapter <institution>   Which adapter to run: {string.Join(", ", AdapterCatalogue.Institutions)}. May stand in the file as Adapter:Institution.
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
            "Mds": {"{"} "Engine": "PostgreSql", "ConnectionString": "Host=db;Database=mds;Username=vamos;Password=...", "CreateIndexes": "Yes" {"}"}
          {"}"}

        Exit codes: 0 stopped as told, 2 the configuration cannot be used (every error is listed), 3 a port is taken.
        """;

    private readonly List<string> _errors = [];

    private AdapterCommand(bool showHelp, IConfigurationRoot configuration)
    {
        ShowHelp = showHelp;
        Configuration = configuration;
    }

    /// <summary>Whether nothing but help was asked for.</summary>
    public bool ShowHelp { get; }

    /// <summary>The file, then the environment, then the command line.</summary>
    public IConfigurationRoot Configuration { get; }

    /// <summary>Understands the arguments; what is wrong with them comes out with the settings.</summary>
    public static AdapterCommand Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || arguments.Any(argument => argument is "--help" or "-h" or "-?"))
            return new AdapterCommand(showHelp: true, new ConfigurationBuilder().Build());

        var errors = new List<string>();
        var keys = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        string? file = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = Split(arguments, ref i);
            if (value is null)
                errors.Add($"{name} needs a value");
            else if (name == "--config")
                file = value;
            else if (name == "--adapter")
                keys["Adapter:Institution"] = value;
            else if (name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':', StringComparison.Ordinal))
                keys[name[2..]] = value;
            else
                errors.Add($"{name} is not an option; --help lists them");
        }

        if (file is not null && !File.Exists(file))
            errors.Add($"--config names the file '{file}', which does not exist");
        return Build(file, keys, errors);
    }

    /// <summary>Reads everything at once.</summary>
    /// <exception cref="SettingsException">All that is wrong with the command line and the configuration.</exception>
    public (AdapterSettings Settings, Func<IServiceProvider, IInstitutionAdapter> Adapter) ReadSettings(TimeProvider time)
    {
        if (_errors.Count != 0)
            throw new SettingsException(_errors);
        var section = SettingsReader.Of(Configuration, "Adapter");
        var settings = AdapterSettings.Read(section, time);
        var institution = Configuration["Adapter:Institution"] ?? "";
        var entry = AdapterCatalogue.Find(institution);
        if (entry is null && institution.Length != 0)
            section.Error("Institution", $"is '{institution}', must be one of {string.Join(", ", AdapterCatalogue.Institutions)}");

        var errors = new List<string>();
        Collect(section, errors);
        Func<IServiceProvider, IInstitutionAdapter>? adapter = null;
        if (entry is not null)
        {
            var own = SettingsReader.Of(Configuration, entry.Section);
            adapter = entry.Read(own);
            Collect(own, errors);
        }

        return errors.Count == 0 ? (settings!, adapter!) : throw new SettingsException(errors);
    }

    private static AdapterCommand Build(string? file, Dictionary<string, string?> keys, List<string> errors)
    {
        try
        {
            var builder = new ConfigurationBuilder();
            if (file is not null)
                builder.AddJsonFile(Path.GetFullPath(file), optional: true, reloadOnChange: false);
            var command = new AdapterCommand(showHelp: false, builder.AddEnvironmentVariables("VAMOS_").AddInMemoryCollection(keys).Build());
            command._errors.AddRange(errors);
            return command;
        }
        catch (InvalidDataException e)
        {
            var command = new AdapterCommand(showHelp: false, new ConfigurationBuilder().Build());
            command._errors.AddRange([.. errors, $"--config: {e.Message} {e.InnerException?.Message}".TrimEnd()]);
            return command;
        }
    }

    private static (string Name, string? Value) Split(IReadOnlyList<string> arguments, ref int position)
    {
        var argument = arguments[position];
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0)
            return (argument[..equals], argument[(equals + 1)..]);
        var hasValue = position + 1 < arguments.Count && !arguments[position + 1].StartsWith("--", StringComparison.Ordinal);
        return (argument, hasValue ? arguments[++position] : null);
    }

    private static void Collect(SettingsReader section, List<string> errors)
    {
        try
        {
            section.Finish();
        }
        catch (SettingsException e)
        {
            errors.AddRange(e.Errors);
        }
    }
}
