namespace Vamos.Adapters.Soap;

using Vamos.Hosting.Settings;

/// <summary>Where a SOAP 1.1 service is, who calls it, and how much of it is borne.</summary>
public sealed record SoapSettings
{
    private const int Kibibyte = 1024;

    /// <summary>Address of the service.</summary>
    public required Uri Address { get; init; }

    /// <summary>How the caller is told. Default: by a digest.</summary>
    public SoapPassword PasswordType { get; init; } = SoapPassword.Digest;

    /// <summary>Name of the caller, unless there is none.</summary>
    public string User { get; init; } = "";

    /// <summary>Password of the caller, unless there is none.</summary>
    public string Password { get; init; } = "";

    /// <summary>
    /// Time that a call may take, the wait for its turn included. Longer than this and the hub is told that the system does not answer. Default
    /// ten seconds, 100 milliseconds to two minutes.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most calls at once; the rest wait. Keeps a slow service from being asked ever more. Default 8, 1 to 64.</summary>
    public int CallsAtOnce { get; init; } = 8;

    /// <summary>Most bytes of an answer. A longer one is refused as soon as it is seen to be longer. Default 4 MiB, 64 KiB to 64 MiB.</summary>
    public int LargestAnswer { get; init; } = 4096 * Kibibyte;

    /// <summary>Reads the keys of a section; errors are left with the reader.</summary>
    public static SoapSettings Read(SettingsReader section)
    {
        var type = section.Choice("PasswordType", SoapPassword.Digest);
        var settings = new SoapSettings
        {
            Address = AddressIn(section, type),
            PasswordType = type,
            User = type == SoapPassword.None ? section.OptionalText("User") ?? "" : section.Text("User"),
            Password = type == SoapPassword.None ? section.OptionalText("Password") ?? "" : section.Text("Password"),
            Timeout = section.Duration("Timeout", TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2)),
            CallsAtOnce = section.Number("CallsAtOnce", 8, 1, 64),
            LargestAnswer = section.Number("LargestAnswerKilobytes", 4096, 64, 65_536) * Kibibyte,
        };
        foreach (var (key, text) in new[] { ("User", settings.User), ("Password", settings.Password) })
        {
            if (!SoapEnvelope.CanHold(text))
                section.Error(key, "has a character that no XML document can hold");
        }

        return settings;
    }

    /// <summary>The address; never who calls and with which password.</summary>
    public override string ToString() => Address.ToString();

    private static Uri AddressIn(SettingsReader section, SoapPassword type)
    {
        var text = section.Text("Address");
        var plain = section.Choice("PlainHttp", YesOrNo.No);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || address.UserInfo.Length != 0)
        {
            if (text.Length != 0)
                section.Error("Address", "must be an https address, without user or password in it");
            return new Uri("https://localhost");
        }

        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
        {
            if (plain == YesOrNo.No)
                section.Error("Address", "must be an https address. Where the service has no TLS and the line is trusted, set PlainHttp to Yes");
            else if (type == SoapPassword.Text)
                section.Error("PasswordType", "must not be Text where the service has no TLS: the password would be readable on the line");
        }

        return address;
    }

    private enum YesOrNo
    {
        No,
        Yes,
    }
}
