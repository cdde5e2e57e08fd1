namespace Vamos.Adapters.Health.Fhir;

using System.Net.Http.Headers;
using System.Text;
using Vamos.Hosting.Settings;

/// <summary>How the server lets us in: a bearer token or a user with a password. Secrets lie in files, which are read anew for every request.</summary>
public sealed class FhirCredentials
{
    private readonly string? _user;
    private readonly string? _file;
    private readonly string? _secret;

    private FhirCredentials(string? user, string? file, string? secret)
    {
        _user = user;
        _file = file;
        _secret = secret;
    }

    /// <summary>Anybody is let in.</summary>
    public static FhirCredentials None { get; } = new(null, null, null);

    /// <summary>A bearer token.</summary>
    public static FhirCredentials Bearer(string token) => new(null, null, token);

    /// <summary>A bearer token in a file, which whoever renews it may replace at any time.</summary>
    public static FhirCredentials BearerFile(string path) => new(null, path, null);

    /// <summary>A user and a password in a file.</summary>
    public static FhirCredentials BasicFile(string user, string path) => new(user, path, null);

    internal static FhirCredentials Read(SettingsReader section)
    {
        var token = section.OptionalText("TokenFile");
        var user = section.OptionalText("User");
        var password = section.OptionalText("PasswordFile");
        if (token is not null && user is not null)
            section.Error("User", "is given beside TokenFile; a server takes one of them");
        if (user is null != password is null)
            section.Error(user is null ? "User" : "PasswordFile", "is missing: a user and a password go together");
        if (user?.Contains(':', StringComparison.Ordinal) == true)
            section.Error("User", "must not contain a colon");
        if (token is not null)
            return BearerFile(section.ExistingFile("TokenFile"));
        return user is not null && password is not null ? BasicFile(user, section.ExistingFile("PasswordFile")) : None;
    }

    /// <exception cref="LegacySystemException">The file of the secret cannot be read.</exception>
    internal AuthenticationHeaderValue? ToHeader()
    {
        if ((_secret ?? ReadFile()) is not { } secret)
            return null;
        if (secret.Length == 0 || secret.AsSpan().ContainsAnyInRange('\0', '\u001F'))
            throw new LegacySystemException("the file with our token or password holds none");
        return _user is null
            ? new AuthenticationHeaderValue("Bearer", secret)
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_user}:{secret}")));
    }

    // A few dozen bytes, in the system's cache: not worth the care that keeping them would take.
    private string? ReadFile()
    {
        if (_file is null)
            return null;
        try
        {
            return File.ReadAllText(_file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LegacySystemException("the file with our token or password cannot be read", e);
        }
    }
}
