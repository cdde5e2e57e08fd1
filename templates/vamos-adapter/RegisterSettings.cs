namespace MyAdapter;

using Vamos.Hosting.Settings;

/// <summary>Where the register is.</summary>
public sealed record RegisterSettings(string File)
{
    /// <summary>Reads the section <c>Register</c>. Errors stay with the reader, so that the operator sees all of them at once.</summary>
    public static RegisterSettings Read(SettingsReader section) => new(section.Text("File"));
}
