namespace Vamos.Certificates.Tests;

/// <summary>Another process that wants the same folder in order: arguments are the folder and the institutions.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        var changes = CertificateFolder.Open(arguments[0], TimeProvider.System)
            .Ensure(arguments[1..], TimeSpan.FromDays(90), TimeSpan.FromDays(30));
        Console.WriteLine(changes.Count);
        return 0;
    }
}
