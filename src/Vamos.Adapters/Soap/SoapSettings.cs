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
    /// <returns>The settings; null when neither an address nor a caller is named, which is how a service is left out.</returns>
    public static SoapSettings? Read(SettingsReader section)
    {
        var type = section.Choice("PasswordType", SoapPassword.Digest);
        var isPlainAllowed = section.Choice("PlainHttp", YesOrNo.No) == YesOrNo.Yes;
        var (address, user, password) = (section.OptionalText("Address"), section.OptionalText("User"), section.OptionalText("Password"));
        var settings = new SoapSettings
        {
            Address = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : new Uri("https://localhost"),
            PasswordType = type,
            User = user ?? "",
            Password = password ?? "",
            Timeout = section.Duration("Timeout", TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2)),
            CallsAtOnce = section.Number("CallsAtOnce", 8, 1, 64),
            LargestAnswer = section.Number("LargestAnswerKilobytes", 4096, 64, 65_536) * Kibibyte,
        };
        if (address is null && user is null && password is null)
            return null;
        if (address is null)
            section.Error("Address", "is missing");
        else if (AddressFlaw(uri, type, isPlainAllowed) is { } flaw)
            section.Error("Address", flaw);
        CheckCaller(section, "User", user, type);
        CheckCaller(section, "Password", password, type);
        return settings;
    }

    /// <summary>The address; never who calls and with which password.</summary>
    public override string ToString() => Address.ToString();

    private static string? AddressFlaw(Uri? address, SoapPassword type, bool isPlainAllowed)
    {
        if (address is null || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp) || address.UserInfo.Length != 0)
            return "must be an https address, without user or password in it";
        if (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback)
            return null;
        if (!isPlainAllowed)
            return "must be an https address. Where the service has no TLS and the line is trusted, set PlainHttp to Yes";
        return type == SoapPassword.Text ? "must be an https address where PasswordType is Text: the password would be readable on the line" : null;
    }

    private static void CheckCaller(SettingsReader section, string key, string? text, SoapPassword type)
    {
        if (text is null && type != SoapPassword.None)
            section.Error(key, "is missing");
        else if (text is not null && !SoapEnvelope.CanHold(text))
            section.Error(key, "has a character that no XML document can hold");
    }

    private enum YesOrNo
    {
        No,
        Yes,
    }
}
