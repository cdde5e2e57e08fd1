namespace Vamos.Hub;

using System.Reflection;

/// <summary>Version of the hub's software.</summary>
internal static class HubVersion
{
    public static string Text { get; } =
        typeof(HubVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
