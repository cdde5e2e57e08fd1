namespace Vamos.Sandbox.LegacySystems.Mtess;

using System.Globalization;

/// <summary>Made-up employers to be employed by.</summary>
internal static class EmployerStock
{
    private static readonly string[] Trades = ["COMERCIAL", "TRANSPORTES", "MOLINOS", "ESTANCIA", "CONSTRUCTORA", "TEJEDURÍA", "PANADERÍA", "IMPRENTA"];

    private static readonly string[] Names = ["ÑANDUTÍ S.A.", "EL URUTAÚ S.R.L.", "YVOTY PORÃ S.A.", "SAN BLAS E HIJOS", "LA CAÑADA S.A."];

    private static readonly string[] Bodies =
    [
        "MUNICIPALIDAD DE PRUEBA", "DIRECCIÓN DE CAMINOS DE PRUEBA", "HOSPITAL REGIONAL DE PRUEBA", "ESCUELA BÁSICA N.º 0000", "GOBERNACIÓN DE PRUEBA",
    ];

    public static IReadOnlyList<Employer> Private { get; } =
    [
        .. Trades.SelectMany((trade, i) => Names.Select((name, j) => Make((i * Names.Length) + j, $"{trade} {name}", isPublic: false))),
    ];

    public static IReadOnlyList<Employer> Public { get; } = [.. Bodies.Select((body, i) => Make(900 + i, body, isPublic: true))];

    private static Employer Make(int place, string name, bool isPublic) => new(
        (1_900_000_000L + (place * 7_919L)).ToString(CultureInfo.InvariantCulture),
        (31 + (place * 97 % 99_900)).ToString("00000", CultureInfo.InvariantCulture),
        name,
        isPublic,
        place % 4 == 3);
}
