namespace Vamos.Adapters.Certification;

using System.Globalization;
using Vamos.Adapters.Certification.Checks;
using Vamos.Common.V1;

/// <summary>The command line of a certification, understood.</summary>
internal sealed record CertifyOptions
{
    /// <summary>Where the adapter listens; null when none is to be tried.</summary>
    public Uri? Address { get; init; }

    public bool ShowHelp { get; init; }

    public bool ListChecks { get; init; }

    public string? Authority { get; init; }

    public string? Certificate { get; init; }

    public string? Key { get; init; }

    /// <summary>A folder with the files of the hub and others.</summary>
    public string? Certificates { get; init; }

    public string? OtherCertificate { get; init; }

    public string? OtherKey { get; init; }

    public string? Expect { get; init; }

    public string? Junit { get; init; }

    /// <summary>Where a file of expectations is to be written; then nothing is tried.</summary>
    public string? Init { get; init; }

    /// <summary>People to be asked about for it.</summary>
    public IReadOnlyList<NationalId> Ask { get; init; } = [];

    public TimeSpan Load { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for an adapter that is not there yet.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Ids of the checks to run; all when empty.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    public bool ShowValues { get; init; }

    /// <summary>Understands arguments; all that is wrong with them comes back too.</summary>
    public static (CertifyOptions Options, IReadOnlyList<string> Errors) Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || arguments.Any(argument => argument is "--help" or "-h" or "-?"))
            return (new CertifyOptions { ShowHelp = true }, []);
        var reading = new Reading();
        for (var i = 0; i < arguments.Count; i++)
            reading.Take(arguments, ref i);
        return (reading.Options, reading.Finish());
    }

    private sealed class Reading
    {
        private readonly List<string> _errors = [];

        public CertifyOptions Options { get; private set; } = new();

        public void Take(IReadOnlyList<string> arguments, ref int position)
        {
            var argument = arguments[position];
            if (!argument.StartsWith('-'))
            {
                TakeAddress(argument);
                return;
            }

            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? argument : argument[..equals];
            if (name is "--list" or "--show-values")
            {
                Options = name == "--list" ? Options with { ListChecks = true } : Options with { ShowValues = true };
                return;
            }

            var value = equals >= 0 ? argument[(equals + 1)..]
                : position + 1 < arguments.Count && !arguments[position + 1].StartsWith("--", StringComparison.Ordinal) ? arguments[++position]
                : "";
            TakeValue(name, value);
        }

        public List<string> Finish()
        {
            if (Options.ListChecks)
                return _errors;
            if (Options.Address is null && _errors.Count == 0)
                _errors.Add("the address of the adapter is missing: https://host:port");
            if (Options.Certificates is null && (Options.Authority is null || Options.Certificate is null || Options.Key is null))
                _errors.Add("--certs, or all of --authority, --certificate and --key, must say which certificate the hub has");
            if (Options.OtherCertificate is null != Options.OtherKey is null)
                _errors.Add("--other-certificate and --other-key belong together");
            if (Options.Init is null != (Options.Ask.Count == 0) && !_errors.Any(error => error.StartsWith("--ask", StringComparison.Ordinal)))
                _errors.Add("--init and --ask belong together: the file to write, and the numbers to ask about");
            return _errors;
        }

        private void TakeAddress(string text)
        {
            if (Options.Address is not null)
                _errors.Add($"'{text}' is one argument too many");
            else if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https", AbsolutePath: "/" })
                Options = Options with { Address = address };
            else
                _errors.Add($"'{text}' is not an address like https://host:port");
        }

        private void TakeValue(string name, string value)
        {
            if (value.Length == 0)
            {
                _errors.Add(IsOption(name) ? $"{name} needs a value" : $"{name} is not an option; --help lists them");
                return;
            }

            Options = name switch
            {
                "--authority" => Options with { Authority = value },
                "--certificate" => Options with { Certificate = value },
                "--key" => Options with { Key = value },
                "--certs" => Options with { Certificates = value },
                "--other-certificate" => Options with { OtherCertificate = value },
                "--other-key" => Options with { OtherKey = value },
                "--expect" => Options with { Expect = value },
                "--junit" => Options with { Junit = value },
                "--init" => Options with { Init = value },
                "--ask" => Options with { Ask = People(value) },
                "--load-seconds" => Options with { Load = Seconds(name, value, Options.Load) },
                "--wait-seconds" => Options with { Wait = Seconds(name, value, Options.Wait) },
                "--only" => Options with { Only = Checks(value) },
                _ => Unknown(name),
            };
        }

        private CertifyOptions Unknown(string name)
        {
            _errors.Add($"{name} is not an option; --help lists them");
            return Options;
        }

        private static bool IsOption(string name) => CertifyHelp.Text.Contains($"\n  {name} <", StringComparison.Ordinal);

        private TimeSpan Seconds(string name, string value, TimeSpan otherwise)
        {
            if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 86_400)
                return TimeSpan.FromSeconds(seconds);
            _errors.Add($"{name} must be a number of seconds, at most a day");
            return otherwise;
        }

        private List<NationalId> People(string value)
        {
            var people = new List<NationalId>();
            foreach (var text in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (NationalId.TryParse(text, out var person))
                    people.Add(person);
                else
                    _errors.Add($"--ask: '{text}' is not the number of an identity document");
            }

            return people;
        }

        private string[] Checks(string value)
        {
            var wanted = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var known = CheckCatalogue.All().Select(check => check.About.Id).ToList();
            foreach (var id in wanted.Except(known, StringComparer.Ordinal))
                _errors.Add($"--only: there is no check '{id}'; --list lists them");
            return wanted;
        }
    }
}
