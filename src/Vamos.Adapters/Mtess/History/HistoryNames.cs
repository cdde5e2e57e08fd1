namespace Vamos.Adapters.Mtess.History;

/// <summary>Names in the service's description that more than one class needs.</summary>
internal static class HistoryNames
{
    public const string Space = "urn:mtess:historial-laboral:1";

    public const string Ask = "ConsultarHistorialTrabajador";
    public const string Asked = "ConsultarHistorialTrabajadorRespuesta";
    public const string Changes = "ConsultarNovedades";
    public const string Changed = "ConsultarNovedadesRespuesta";

    /// <summary>Detail of a fault: none of the workers asked for is registered.</summary>
    public const string NobodyFound = "TrabajadorNoEncontrado";

    /// <summary>Detail of a fault: the position was good once.</summary>
    public const string PositionTooOld = "PosicionVencida";

    /// <summary>Detail of a fault: the position is none of this service's.</summary>
    public const string PositionUnknown = "PosicionDesconocida";

    public static string ActionOf(string operation) => $"{Space}/{operation}";
}
