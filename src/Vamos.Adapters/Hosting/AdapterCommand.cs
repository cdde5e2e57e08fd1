namespace Vamos.Adapters.Hosting;

using Vamos.Hosting.Settings;

/// <summary>The command line of the program, and the configuration that follows from it.</summary>
internal sealed class AdapterCommand
{
    private readonly List<string> _errors = [];
    private readonly IReadOnlyList<AdapterEntry> _adapters;

    private AdapterCommand(bool showHelp, IReadOnlyList<AdapterEntry> adapters, IConfigurationRoot configuration)
    {
        ShowHelp = showHelp;
        _adapters = adapters;
        Configuration = configuration;
    }

    /// <summary>Whether nothing but help was asked for.</summary>
    public bool ShowHelp { get; }

    /// <summary>The file, then the environment, then the command line.</summary>
    public IConfigurationRoot Configuration { get; }

    /// <summary>Understands the arguments; what is wrong with them comes out with the settings.</summary>
    public static AdapterCommand Parse(IReadOnlyList<string> arguments, IReadOnlyList<AdapterEntry> adapters)
    {
        if (arguments.Count == 0 || arguments.Any(argument => argument is "--help" or "-h" or "-?"))
            return new AdapterCommand(showHelp: true, adapters, new ConfigurationBuilder().Build());

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
        return Build(file, keys, errors, adapters);
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
        var entry = _adapters.FirstOrDefault(adapter => adapter.Institution == institution);
        if (entry is null && institution.Length != 0)
            section.Error("Institution", $"is '{institution}', must be one of {string.Join(", ", _adapters.Select(adapter => adapter.Institution))}");

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

    private static AdapterCommand Build(string? file, Dictionary<string, string?> keys, List<string> errors, IReadOnlyList<AdapterEntry> adapters)
    {
        try
        {
            var builder = new ConfigurationBuilder();
            if (adapters is [var only])
                builder.AddInMemoryCollection([new("Adapter:Institution", only.Institution)]);
            if (file is not null)
                builder.AddJsonFile(Path.GetFullPath(file), optional: true, reloadOnChange: false);
            var command = new AdapterCommand(showHelp: false, adapters, builder.AddEnvironmentVariables("VAMOS_").AddInMemoryCollection(keys).Build());
            command._errors.AddRange(errors);
            return command;
        }
        catch (InvalidDataException e)
        {
            var command = new AdapterCommand(showHelp: false, adapters, new ConfigurationBuilder().Build());
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
